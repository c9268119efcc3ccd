using System.ComponentModel.DataAnnotations;

namespace JobLogs.Server.Hosting.Databases;

/// <summary>How the server treats its database. Section <c>Database</c> of the configuration; a value out of its range stops the start.</summary>
internal sealed class DatabaseOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Database";

    /// <summary>
    /// Seconds that a server which starts goes on asking for a PostgreSQL server that doesn't answer: 30; 0 to 3600. Past it the
    /// server doesn't start. What waiting can't mend, such as a wrong password, stops the start at once.
    /// </summary>
    [Range(0, 3600)]
    public int WaitSeconds { get; set; } = 30;

    /// <summary>Queries that may read a PostgreSQL database at once: 8; 1 to 1,000. Further ones wait.</summary>
    [Range(1, 1000)]
    public int Readers { get; set; } = 8;
}

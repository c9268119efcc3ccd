using System.ComponentModel.DataAnnotations;

namespace JobLogs.Server.Shippers;

/// <summary>How entries of log shippers find their runs. Section <c>Shippers</c> of the configuration; a value out of its range stops the start.</summary>
internal sealed class ShippersOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Shippers";

    /// <summary>Seconds after the last entry at which a run that was opened for a shipper ends: 300; 5 to 86,400. An entry that comes later opens a new run.</summary>
    [Range(5, 86_400)]
    public int SilenceSeconds { get; set; } = 300;
}

using Npgsql;

namespace JobLogs.Server.Hosting.Databases;

/// <summary>Where the database is; one of the two.</summary>
/// <param name="SqlitePath">The file of an SQLite database.</param>
/// <param name="PostgreSql">The way to a PostgreSQL database.</param>
internal readonly record struct DatabaseAddress(string? SqlitePath, NpgsqlConnectionStringBuilder? PostgreSql);

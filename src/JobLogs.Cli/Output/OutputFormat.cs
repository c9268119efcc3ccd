namespace JobLogs.Cli.Output;

/// <summary>How results are written.</summary>
internal enum OutputFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>For programs: what the server answers; entries one a line.</summary>
    Json,

    /// <summary>For tables: comma-separated, with a head.</summary>
    Csv,
}

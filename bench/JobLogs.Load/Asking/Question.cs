namespace JobLogs.Load.Asking;

/// <summary>Something that is asked about a job's log.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Target">Milliseconds over HTTP at p50; NaN when none was set.</param>
/// <param name="Paths">Paths after the job's; several, so that words are asked for that were never asked for before.</param>
/// <param name="Sql">The same of the bare table, without any index but its key.</param>
internal sealed record Question(string Name, double Target, string[] Paths, string Sql);

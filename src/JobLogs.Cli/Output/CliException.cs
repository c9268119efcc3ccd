namespace JobLogs.Cli.Output;

/// <summary>What was asked for can't be, and why: a mistake of whoever wrote the command line.</summary>
internal sealed class CliException(string message) : Exception(message);

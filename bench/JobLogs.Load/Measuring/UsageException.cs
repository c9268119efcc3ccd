namespace JobLogs.Load.Measuring;

/// <summary>The command line, or what it asks for, can't be carried out; the message says why.</summary>
internal sealed class UsageException(string message) : Exception(message);

using JobLogs.Protocol;

namespace JobLogs.Client.Logging.Output;

/// <summary>What a program's output is, where its lines don't say it themselves.</summary>
/// <param name="Logger">The logger's name, such as <c>stdout</c>, as UTF-8.</param>
/// <param name="Level">The level.</param>
/// <param name="Step">The step, as UTF-8; empty for none.</param>
internal sealed record OutputSource(byte[] Logger, JobLogLevel Level, byte[] Step);

using Microsoft.Extensions.Logging;

namespace JobLogs.Tests.Server.Handlers;

internal sealed record RecordedEntry(LogLevel Level, string Message, string? Step, IReadOnlyDictionary<string, object?> Properties);

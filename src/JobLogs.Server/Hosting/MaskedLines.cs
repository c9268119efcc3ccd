using System.Globalization;
using JobLogs.Server.Secrets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace JobLogs.Server.Hosting;

/// <summary>The lines of the server's own log: one for each message, exceptions included, with no secret in it.</summary>
internal sealed class MaskedLines(KnownSecrets secrets, TimeProvider time) : ConsoleFormatter(FormatterName)
{
    /// <summary>The name that the console's options choose it by.</summary>
    public const string FormatterName = "joblogs";

    /// <inheritdoc />
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var at = time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var exception = logEntry.Exception is { } thrown ? " " + thrown : "";
        var line = $"{at} {Short(logEntry.LogLevel)}: {logEntry.Category}[{logEntry.EventId.Id}] {message}{exception}";
        textWriter.WriteLine(secrets.Mask(line.ReplaceLineEndings(" ")));
    }

    private static string Short(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}

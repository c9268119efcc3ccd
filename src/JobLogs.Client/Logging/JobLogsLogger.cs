using System.Text;
using Microsoft.Extensions.Logging;

namespace JobLogs.Client.Logging;

/// <summary>A logger that writes into the run that the calling code is in, if it is in one.</summary>
internal sealed class JobLogsLogger(JobLogsLoggerProvider provider, TimeProvider time, string category) : ILogger
{
    private readonly byte[] _category = Encoding.UTF8.GetBytes(category);

    /// <inheritdoc />
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => provider.Scopes.Push(state);

    /// <inheritdoc />
    public bool IsEnabled(LogLevel logLevel) =>
        logLevel != LogLevel.None && RunLogScope.Current is not null && !EntryComposer.IsComposing;

    /// <inheritdoc />
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        // Composing already: something that an entry is made of logs by itself. That would never end.
        if (logLevel == LogLevel.None || RunLogScope.Current is not { } scope || EntryComposer.IsComposing)
        {
            return;
        }

        var composer = EntryComposer.Begin();
        try
        {
            composer.AddMessage(state, exception, formatter, scope.Limits);
            composer.AddProperties(provider.Scopes, state, scope);
            composer.AddException(exception, scope.Limits);
            composer.Write(scope, logLevel, _category, time.GetUtcNow());
        }
#pragma warning disable CA1031 // Logging must not bring down the code that logs; what can fail by rights is reported inside the entry.
        catch
        {
        }
#pragma warning restore CA1031
        finally
        {
            composer.End();
        }
    }
}

using Microsoft.Extensions.Logging;

namespace JobLogs.Tests.Server.Handlers;

/// <summary>Keeps what is logged, with the properties of the message and of the scopes around it.</summary>
internal sealed class RecordingLogger : ILogger
{
    private readonly List<IEnumerable<KeyValuePair<string, object?>>> _scopes = [];

    public List<RecordedEntry> Entries { get; } = [];

    /// <summary>The step that entries belong to now.</summary>
    public string? Step { get; set; }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        var scope = (IEnumerable<KeyValuePair<string, object?>>)state;
        _scopes.Add(scope);
        return new Scope(() => _scopes.Remove(scope));
    }

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var properties = new Dictionary<string, object?>();
        foreach (var (key, value) in _scopes.SelectMany(scope => scope).Concat((IEnumerable<KeyValuePair<string, object?>>)state!))
        {
            properties[key] = value;
        }

        Entries.Add(new RecordedEntry(logLevel, formatter(state, exception), Step, properties));
    }

    private sealed class Scope(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}

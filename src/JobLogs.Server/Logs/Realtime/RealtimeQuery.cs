using JobLogs.Server.Http;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Logs.Realtime;

/// <summary>What a poller asks for.</summary>
internal sealed record RealtimeQuery
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 1000;
    private const int MaxWaitSeconds = 60;

    /// <summary>Whose log.</summary>
    public required LogScope Scope { get; init; }

    /// <summary>Which entries of it.</summary>
    public required LogFilter Filter { get; init; }

    /// <summary>Only entries with a later timestamp, in microseconds since the Unix epoch.</summary>
    public required long? SinceMicros { get; init; }

    /// <summary>Only entries after this place.</summary>
    public required Place? After { get; init; }

    /// <summary>Entries to return at most.</summary>
    public required int Limit { get; init; }

    /// <summary>How long to hold the call until there is something.</summary>
    public required TimeSpan Wait { get; init; }

    /// <summary>What query parameters ask for, or what is wrong with them.</summary>
    public static (RealtimeQuery Asked, Problem? Problem) Read(LogScope scope, QueryReader query, FilterReader filters, CursorCodec codec)
    {
        var cursors = new CursorReader(query, codec, scope);
        var conditions = new ConditionReader(query.Wrong);
        var since = query.Time("since_timestamp");
        var asked = new RealtimeQuery
        {
            Scope = scope,
            Filter = new LogFilter
            {
                Levels = conditions.Levels(query.List("level"), query.Text("min_level")),
                Steps = query.List("step"),
                Search = conditions.Search(query.Text("search")),
                StartMicros = since + 1,
                Conditions = filters.ReadAdded(query),
            },
            SinceMicros = since,
            After = cursors.Read("after"),
            Limit = query.Integer("limit", DefaultLimit, 1, MaxLimit),
            Wait = TimeSpan.FromSeconds(query.Integer("wait", 0, 0, MaxWaitSeconds)),
        };
        return (asked, cursors.Problem());
    }
}

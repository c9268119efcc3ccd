namespace JobLogs.Server.Alerts.Watching;

/// <summary>What a turn of the watching came to.</summary>
internal enum WatchTurn
{
    /// <summary>There are no rules, and nothing waits to be told.</summary>
    Idle,

    /// <summary>Another server watches.</summary>
    Standby,

    /// <summary>There is more to look at.</summary>
    More,

    /// <summary>All that was committed was looked at, and the clock.</summary>
    AtEnd,
}

namespace JobLogs.Server.Live.Subscriptions;

/// <summary>How far a subscription has come.</summary>
internal enum Progress : byte
{
    /// <summary>There is more to read at once.</summary>
    More,

    /// <summary>Everything committed was read; wait for the signal.</summary>
    UpToDate,

    /// <summary>The stream is over.</summary>
    Ended,
}

namespace JobLogs.Server.Live.Subscriptions;

/// <summary>A stream that has things to do by the clock.</summary>
internal interface ITicked
{
    /// <summary>Time has passed. Short, and never throws.</summary>
    /// <param name="now">A timestamp of the time provider.</param>
    void Tick(long now);
}

namespace JobLogs.Server.Runs;

/// <summary>A step under way.</summary>
public abstract class JobStep : IDisposable
{
    /// <summary>It will end as failed.</summary>
    public abstract void Fail();

    /// <summary>Ends it.</summary>
    public abstract void Dispose();
}

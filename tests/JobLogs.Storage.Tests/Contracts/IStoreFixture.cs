namespace JobLogs.Storage.Tests.Contracts;

/// <summary>A fresh store of some kind: all that the contracts know of an adapter. Disposing removes it.</summary>
public interface IStoreFixture : IAsyncDisposable
{
    /// <summary>Writes.</summary>
    IStoreWriter Writer { get; }

    /// <summary>Reads the log.</summary>
    ILogStore Logs { get; }
}

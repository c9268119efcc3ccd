using JobLogs.Storage;
using JobLogs.Storage.Blocks;

namespace JobLogs.Load.Query;

/// <summary>A store whose snapshots can be read without its query engine.</summary>
internal interface IQueryTarget : IAsyncDisposable
{
    /// <summary>The store.</summary>
    IStore Store { get; }

    /// <summary>Reads in one snapshot.</summary>
    Task ReadAsync(Func<ILogSnapshot, Task> read);
}

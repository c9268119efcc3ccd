using JobLogs.Storage.Copies;
using JobLogs.Storage.Others;

namespace JobLogs.Storage;

/// <summary>An open database: the ports of its adapter. Dispose it when nobody reads or writes any more.</summary>
public interface IStore : IAsyncDisposable
{
    /// <summary>Writes; called by one writer at a time.</summary>
    IStoreWriter Writer { get; }

    /// <summary>Reads entries and events.</summary>
    ILogStore Logs { get; }

    /// <summary>Reads job definitions.</summary>
    IJobStore Jobs { get; }

    /// <summary>Reads runs.</summary>
    IRunStore Runs { get; }

    /// <summary>Reads papers.</summary>
    IPaperStore Papers { get; }

    /// <summary>Reads what was committed, for copies.</summary>
    ICommitFeed Feed { get; }

    /// <summary>Reads how far the copies are.</summary>
    ICopyStates Copies { get; }

    /// <summary>What other servers over the same database do; null when this one holds it alone.</summary>
    IOtherServers? Others => null;

    /// <summary>Reads keys, sessions, tickets and the audit log.</summary>
    IAccessStore Access { get; }

    /// <summary>Reads rules, alerts, notifiers and the outbox.</summary>
    IAlertStore Alerts { get; }
}

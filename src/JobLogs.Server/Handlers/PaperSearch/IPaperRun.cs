namespace JobLogs.Server.Handlers.PaperSearch;

/// <summary>What the search needs of the run that it is part of.</summary>
internal interface IPaperRun
{
    /// <summary>Writes to the run's log.</summary>
    ILogger Logger { get; }

    /// <summary>Begins a step; it ends when the answer is disposed of.</summary>
    ValueTask<IAsyncDisposable> BeginStepAsync(string name, CancellationToken cancellationToken);

    /// <summary>Records a counter.</summary>
    ValueTask CountAsync(string metric, int value, CancellationToken cancellationToken);

    /// <summary>Says how far the run has come.</summary>
    ValueTask ReportAsync(int done, int total, string message, CancellationToken cancellationToken);
}

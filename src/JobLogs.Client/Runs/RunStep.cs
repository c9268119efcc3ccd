using JobLogs.Client.Logging;

namespace JobLogs.Client.Runs;

/// <summary>A named, timed part of a run. It ends when it is disposed; what is logged until then belongs to it.</summary>
public sealed class RunStep : IDisposable
{
    private readonly JobRun _run;
    private readonly RunLogScope? _scope;
    private string _status = "completed";
    private int _isOver;

    internal RunStep(JobRun run, RunStep? outer, string id, string name)
    {
        (_run, Outer, Id, Name) = (run, outer, id, name);
        _scope = RunLogScope.PushStep(name);
    }

    /// <summary>The step's id, unique in its run.</summary>
    public string Id { get; }

    /// <summary>What it does.</summary>
    public string Name { get; }

    /// <summary>The step that it is a part of.</summary>
    internal RunStep? Outer { get; }

    /// <summary>Says that it ends as <c>failed</c>.</summary>
    public void Fail() => _status = "failed";

    /// <summary>Says that it ends as <c>skipped</c>: there was nothing to do.</summary>
    public void Skip() => _status = "skipped";

    /// <summary>Ends it. Dispose it in the method that began it.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 0)
        {
            _scope?.Dispose();
            _run.End(this, _status);
        }
    }
}

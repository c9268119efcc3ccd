using JobLogs.Protocol.Entries;

namespace JobLogs.Client.Logging;

/// <summary>
/// Says which run the code that is executing belongs to, so that what it logs lands there. Follows the execution context:
/// into what is awaited and what is started from here, on whatever thread.
/// <code>
/// using (RunLogScope.Enter(sink))
/// {
///     logger.LogInformation("lands in the run");
///     using (RunLogScope.PushStep("download"))
///     {
///         logger.LogInformation("lands in the run, with the step download");
///     }
/// }
/// </code>
/// </summary>
public sealed class RunLogScope : IDisposable
{
    private static readonly AsyncLocal<RunLogScope?> Innermost = new();

    private readonly RunLogScope? _outer;
    private readonly RunLogScope _run;
    private volatile bool _isOver;

    private RunLogScope(RunLogScope? outer, RunLogScope? run, IEntrySink sink, int attempt, EntryLimits limits, string? step)
    {
        _outer = outer;
        _run = run ?? this;
        Sink = sink;
        Attempt = attempt;
        Limits = limits;
        Step = step;
    }

    /// <summary>
    /// The scope that the present code is in; null outside of every run, and after the run's scope was disposed, so that
    /// what a handler left running behind it can't write any more.
    /// </summary>
    public static RunLogScope? Current => Innermost.Value is { _run._isOver: false } scope ? scope : null;

    /// <summary>The name of the innermost step; null outside of every step.</summary>
    public string? Step { get; }

    /// <summary>The attempt of the run, from 1.</summary>
    public int Attempt { get; }

    /// <summary>Where the run's entries go.</summary>
    internal IEntrySink Sink { get; }

    /// <summary>How large the parts of an entry may be.</summary>
    internal EntryLimits Limits { get; }

    /// <summary>Enters a run: until the scope is disposed, what is logged goes to <paramref name="sink"/>.</summary>
    /// <param name="sink">Receives the entries.</param>
    /// <param name="attempt">The attempt of the run, from 1.</param>
    /// <param name="limits">How large the parts of an entry may be; null means <see cref="EntryLimits.Default"/>.</param>
    /// <returns>The scope; dispose it in the method that entered it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sink"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="attempt"/> is below 1.</exception>
    public static RunLogScope Enter(IEntrySink sink, int attempt = 1, EntryLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(sink);
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        return Innermost.Value = new RunLogScope(Innermost.Value, null, sink, attempt, limits ?? EntryLimits.Default, null);
    }

    /// <summary>Enters a step of the current run: until the scope is disposed, what is logged carries its name.</summary>
    /// <param name="step">The step's name; longer than 255 code points, it is cut in the entries.</param>
    /// <returns>The scope, to be disposed in the method that pushed it; null outside of a run, which <c>using</c> takes.</returns>
    /// <exception cref="ArgumentException"><paramref name="step"/> is null or empty.</exception>
    public static RunLogScope? PushStep(string step)
    {
        ArgumentException.ThrowIfNullOrEmpty(step);
        return Current is { } outer
            ? Innermost.Value = new RunLogScope(outer, outer._run, outer.Sink, outer.Attempt, outer.Limits, step)
            : null;
    }

    /// <summary>Leaves the run or the step. Leaving the run ends it for everything that was started inside, too.</summary>
    public void Dispose()
    {
        if (_isOver)
        {
            return;
        }

        _isOver = true;
        for (var scope = Innermost.Value; scope is not null; scope = scope._outer)
        {
            if (scope == this)
            {
                Innermost.Value = _outer;
                return;
            }
        }
    }
}

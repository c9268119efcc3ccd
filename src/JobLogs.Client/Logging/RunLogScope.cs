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

    private RunLogScope(RunLogScope? outer, IEntrySink sink, int attempt, EntryLimits limits)
    {
        _outer = outer;
        _run = this;
        Sink = sink;
        Attempt = attempt;
        Limits = limits;
    }

    private RunLogScope(RunLogScope outer)
        : this(outer, outer.Sink, outer.Attempt, outer.Limits)
    {
        _run = outer._run;
        Step = outer.Step;
        PaperId = outer.PaperId;
    }

    /// <summary>
    /// The scope that the present code is in; null outside of every run, and after the run's scope was disposed, so that
    /// what a handler left running behind it can't write any more.
    /// </summary>
    public static RunLogScope? Current => Innermost.Value is { _run._isOver: false } scope ? scope : null;

    /// <summary>The name of the innermost step; null outside of every step.</summary>
    public string? Step { get; private init; }

    /// <summary>The innermost paper; null outside of every paper.</summary>
    public string? PaperId { get; private init; }

    /// <summary>The attempt of the run, from 1.</summary>
    public int Attempt { get; }

    /// <summary>Where the entries of the run that the present code is in go; null outside of every run.</summary>
    internal static IEntrySink? CurrentSink => Current?.Sink;

    /// <summary>The item that this scope is about; without a key when it is about none.</summary>
    internal KeyValuePair<string, object?> Item { get; private init; }

    /// <summary>The scope around this one, within the run.</summary>
    internal RunLogScope? Outer => this == _run ? null : _outer;

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
        return Innermost.Value = new RunLogScope(Innermost.Value, sink, attempt, limits ?? EntryLimits.Default);
    }

    /// <summary>Enters a step of the current run: until the scope is disposed, what is logged carries its name.</summary>
    /// <param name="step">The step's name; longer than 255 code points, it is cut in the entries.</param>
    /// <returns>The scope, to be disposed in the method that pushed it; null outside of a run, which <c>using</c> takes.</returns>
    /// <exception cref="ArgumentException"><paramref name="step"/> is null or empty.</exception>
    public static RunLogScope? PushStep(string step)
    {
        ArgumentException.ThrowIfNullOrEmpty(step);
        return Current is { } outer ? Innermost.Value = new RunLogScope(outer) { Step = step } : null;
    }

    /// <summary>Says which paper the code is at: until the scope is disposed, what is logged carries its id.</summary>
    /// <param name="paperId">The paper's id; longer than 255 code points, it is cut in the entries.</param>
    /// <returns>The scope, to be disposed in the method that pushed it; null outside of a run, which <c>using</c> takes.</returns>
    /// <exception cref="ArgumentException"><paramref name="paperId"/> is null or empty.</exception>
    public static RunLogScope? PushPaper(string paperId)
    {
        ArgumentException.ThrowIfNullOrEmpty(paperId);
        return Current is { } outer ? Innermost.Value = new RunLogScope(outer) { PaperId = paperId } : null;
    }

    /// <summary>Says which item the code is at: until the scope is disposed, what is logged has it in its details.</summary>
    /// <param name="name">The key in the details.</param>
    /// <param name="value">The item.</param>
    /// <returns>The scope, to be disposed in the method that pushed it; null outside of a run, which <c>using</c> takes.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public static RunLogScope? PushItem(string name, object? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Current is { } outer ? Innermost.Value = new RunLogScope(outer) { Item = new(name, value) } : null;
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

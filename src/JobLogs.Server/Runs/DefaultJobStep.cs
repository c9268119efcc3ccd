using JobLogs.Client.Logging;

namespace JobLogs.Server.Runs;

/// <summary>A step of a <see cref="DefaultJobContext"/>. To be disposed in the method that began it.</summary>
internal sealed class DefaultJobStep(DefaultJobContext context, DefaultJobStep? outer, string id, string name) : JobStep
{
    private readonly RunLogScope? _scope = RunLogScope.PushStep(name);
    private int _isOver;
    private bool _failed;

    /// <summary>The step's id, unique in the run.</summary>
    public string Id { get; } = id;

    /// <summary>The step that it is a part of.</summary>
    public DefaultJobStep? Outer { get; } = outer;

    /// <inheritdoc />
    public override void Fail() => _failed = true;

    /// <inheritdoc />
    public override void Dispose()
    {
        if (Interlocked.Exchange(ref _isOver, 1) != 0)
        {
            return;
        }

        _scope?.Dispose();
        context.End(this, _failed ? "failed" : context.CancellationToken.IsCancellationRequested ? "cancelled" : "completed");
    }
}

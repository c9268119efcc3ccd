using JobLogs.Server.Handlers;
using JobLogs.Server.Runs;

namespace JobLogs.Tests.Server.Runs;

/// <summary>A handler that does what the test says.</summary>
internal sealed class ScriptedHandler : IJobHandler
{
    private readonly TaskCompletionSource<JobContext> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Type { get; init; } = "paper_search";

    /// <summary>What an attempt does; returns at once unless it is set.</summary>
    public Func<JobContext, Task> Script { get; set; } = _ => Task.CompletedTask;

    /// <summary>Ends when the first attempt has begun, and has read its script.</summary>
    public Task<JobContext> Started => _started.Task.WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>An attempt that lasts until it is told to stop.</summary>
    public static Task UntilStopped(JobContext context) => Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);

    public async Task ExecuteAsync(JobContext context)
    {
        var script = Script;
        _started.TrySetResult(context);
        await script(context);
    }
}

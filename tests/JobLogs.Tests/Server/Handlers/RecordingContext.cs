using System.Text.Json;
using JobLogs.Client.Logging;
using JobLogs.Protocol.Entries;
using JobLogs.Server.Runs;
using JobLogs.Storage.Model;
using JobLogs.Tests.Client.Logging;
using Microsoft.Extensions.Logging;

namespace JobLogs.Tests.Server.Handlers;

/// <summary>A run without a server: keeps what the handler reports.</summary>
internal sealed class RecordingContext(JobDefinition job, string parameters = "{}", CancellationToken cancellationToken = default) : JobContext
{
    public RecordingLogger Log { get; } = new();

    /// <summary>What came as entries.</summary>
    public RecordingSink Sink { get; } = new();

    public List<string> Steps { get; } = [];

    public Dictionary<string, (double Value, string Type)> Metrics { get; } = [];

    public List<(long Done, long? Total)> Reports { get; } = [];

    /// <summary>The run's number.</summary>
    public long RunNumber { get; init; } = 7;

    public override Run Run => new()
    {
        Id = new RunId(RunNumber),
        Job = new JobId(3),
        JobName = job.Name,
        JobType = job.Type,
        Status = RunStatus.Running,
        Trigger = RunTrigger.Manual,
        Attempt = 1,
        CreatedAt = 0,
        ReadyAt = 0,
        Parameters = parameters,
    };

    public override JobDefinition Job => job;

    public override JsonElement Parameters { get; } = JsonElement.Parse(parameters);

    public override ILogger Logger => Log;

    public override IEntrySink Entries => Sink;

    public override EntryLimits EntryLimits => EntryLimits.Default;

    public override CancellationToken CancellationToken => cancellationToken;

    public override JobStep BeginStep(string name)
    {
        Steps.Add(name);
        Log.Step = name;
        return new Step(this, Steps.Count - 1);
    }

    public override void Metric(string name, double value, string type = "gauge") => Metrics.Add(name, (value, type));

    public override void Progress(long done, long? total, string? message = null) => Reports.Add((done, total));

    private sealed class Step(RecordingContext context, int number) : JobStep
    {
        public override void Fail() => context.Steps[number] += " failed";

        public override void Dispose() => context.Log.Step = null;
    }
}

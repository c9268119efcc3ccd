using System.Text.Json;
using JobLogs.Client.Logging;
using JobLogs.Protocol.Entries;
using JobLogs.Server.Handlers;
using JobLogs.Server.Ingest;
using JobLogs.Server.Secrets;
using JobLogs.Server.Settings;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Runs;

/// <summary>The view of a run whose reports go through its sink: in one order with its entries.</summary>
internal sealed class DefaultJobContext(
    Run run, JobDefinition job, RunSink sink, SecretBox secrets, ILogger logger, TimeProvider time, CancellationToken cancellationToken)
    : JobContext, IDisposable
{
    private const int MaxText = 4096;

    private readonly AsyncLocal<DefaultJobStep?> _step = new();
    private readonly ProgressReporter _progress = new(sink, run.Id, run.FencingToken, time);
    private readonly Lazy<JsonElement> _parameters = new(() => Open(run.Parameters, secrets));
    private int _steps;

    /// <inheritdoc />
    public override Run Run { get; } = run;

    /// <inheritdoc />
    public override JobDefinition Job { get; } = job;

    /// <inheritdoc />
    public override JsonElement Parameters => _parameters.Value;

    /// <inheritdoc />
    public override ILogger Logger { get; } = logger;

    /// <inheritdoc />
    public override IEntrySink Entries { get; } = new AttemptSink(sink, run.Attempt);

    /// <inheritdoc />
    public override EntryLimits EntryLimits => sink.Limits;

    /// <inheritdoc />
    public override CancellationToken CancellationToken { get; } = cancellationToken;

    /// <inheritdoc />
    public override JobStep BeginStep(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var id = $"step_{Run.Attempt}_{Interlocked.Increment(ref _steps)}";
        var step = new DefaultJobStep(this, _step.Value, id, name);
        _step.Value = step;
        Send(new ChangeStep(Run.Id, id)
        {
            Begin = true,
            Name = name,
            ParentId = step.Outer?.Id,
            TimestampMicros = time.NowMicros(),
            FencingToken = Run.FencingToken,
        });
        return step;
    }

    /// <inheritdoc />
    public override void Metric(string name, double value, string type = "gauge")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, $"The metric '{name}' must be a finite number.");
        }

        if (type is not ("counter" or "gauge" or "histogram"))
        {
            throw new ArgumentException($"'{type}' is no type of metric; it is counter, gauge or histogram.", nameof(type));
        }

        Send(new AppendMetrics(Run.Id, [new MetricValue(time.NowMicros(), name, value, type, null)]) { FencingToken = Run.FencingToken });
    }

    /// <inheritdoc />
    public override void Progress(long done, long? total, string? message = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(done);
        _progress.Report(new RunProgress(done, total, message?.Length > MaxText ? message[..MaxText] : message));
    }

    /// <summary>Writes the progress that is still held back. To be called when the handler is done.</summary>
    public void Dispose() => _progress.Dispose();

    /// <summary>Ends a step.</summary>
    internal void End(DefaultJobStep step, string status)
    {
        _step.Value = step.Outer;
        Send(new ChangeStep(Run.Id, step.Id)
        {
            Status = status,
            TimestampMicros = time.NowMicros(),
            FencingToken = Run.FencingToken,
        });
    }

    // When the handler asks for them: then it is the attempt that fails, and says why.
    private static JsonElement Open(string parameters, SecretBox secrets)
    {
        try
        {
            return JsonElement.Parse(SecretParameters.Open(parameters, secrets));
        }
        catch (Exception unreadable) when (unreadable is SecretUnreadableException or SettingException)
        {
            throw new JobFailedException("secret_unreadable", unreadable.Message, unreadable);
        }
    }

    private void Send(StoreCommand command) => sink.Enqueue(command);
}

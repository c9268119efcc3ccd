using System.Text.Json;
using JobLogs.Client.Http;
using JobLogs.Client.Logging;
using JobLogs.Client.Shipping;
using JobLogs.Protocol.Entries;
using JobLogs.Protocol.Runs;

namespace JobLogs.Client.Runs;

/// <summary>
/// A run that this process executes. What is logged while it is entered lands in its log; all that it says goes its way in the
/// background, through the spool, in order.
/// <code>
/// await using var run = await client.StartRunAsync("nightly-import");
/// using (run.Enter())
/// {
///     using var step = run.BeginStep("download");
///     logger.LogInformation("got {files} files", files.Count);
///     run.Metric("files", files.Count);
/// }
/// await run.CompleteAsync();
/// </code>
/// </summary>
public sealed class JobRun : IEntrySink, IAsyncDisposable
{
    private const int MaxText = 4096;

    // A message that is too long is sent a little longer than the server keeps, so that it is the server that cuts it, and says so.
    private static readonly EntryLimits Limits = EntryLimits.Default with { MaxMessageBytes = EntryLimits.Default.MaxMessageBytes + 4 };

    private readonly Outbox _outbox;
    private readonly Heartbeat _heartbeat;
    private readonly ShippingOptions _options;
    private readonly TimeProvider _time;
    private readonly bool _isOurs;
    private readonly AsyncLocal<RunStep?> _step = new();
    private readonly ProgressThrottle _progress;
    private int _steps;
    private int _isOver;

    internal JobRun(Outbox outbox, ApiConnection api, ShippingOptions options, bool isOurs)
    {
        (_outbox, _options, _time, _isOurs) = (outbox, options, api.Time, isOurs);
        _heartbeat = new Heartbeat(outbox, api);
        _progress = new ProgressThrottle(report => Send(FrameKind.Report, report), _time);
        Unwanted = _heartbeat.Unwanted;
    }

    /// <summary>The run that the present code is in; null outside of every run that this SDK started.</summary>
    public static JobRun? Current => RunLogScope.CurrentSink as JobRun;

    /// <summary>The run's id; null as long as the server, which makes it, has not been reached.</summary>
    public string? Id => _outbox.Manifest.RunId;

    /// <summary>Cancelled when somebody else ended the run: it was cancelled or deleted, or the server took it for interrupted. Seen within 15 s.</summary>
    public CancellationToken Unwanted { get; }

    /// <summary>Why the spool can't be used now, so that what comes is in memory until it is at the server, and else lost with this process; null when it can, or none is wanted.</summary>
    public string? SpoolTrouble => _outbox.SpoolTrouble;

    /// <summary>How far its entries have come.</summary>
    public ShippingStatus Shipping => _outbox.Counts.Snapshot(Math.Max(0, _outbox.TakenBytes - _outbox.DoneBytes));

    /// <summary>Enters the run: what is logged from here on, also in what is awaited and started, lands in its log.</summary>
    /// <returns>The scope; dispose it in the method that entered it.</returns>
    public IDisposable Enter() => RunLogScope.Enter(this, limits: Limits);

    /// <summary>Begins a step within the present one. It ends as completed, unless it is told otherwise.</summary>
    /// <param name="name">What it does.</param>
    /// <returns>The step; dispose it in the method that began it.</returns>
    public RunStep BeginStep(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var step = new RunStep(this, _step.Value, $"step_{_outbox.Manifest.Id}_{Interlocked.Increment(ref _steps)}", name);
        _step.Value = step;
        Send(new StepReport { Id = step.Id, ParentId = step.Outer?.Id, Name = name, State = "begin", Timestamp = _time.GetUtcNow() });
        return step;
    }

    /// <summary>Says which paper the code is at: until it is disposed, entries carry its id as <c>paper_id</c>.</summary>
    /// <param name="paperId">The paper's id.</param>
    /// <returns>The scope, to be disposed in the method that began it; null outside of the run, which <c>using</c> takes.</returns>
    public static IDisposable? BeginPaper(string paperId) => RunLogScope.PushPaper(paperId);

    /// <summary>Says which item the code is at: until it is disposed, entries carry it in their details.</summary>
    /// <param name="name">The key in the details.</param>
    /// <param name="value">The item.</param>
    /// <returns>The scope, to be disposed in the method that began it; null outside of the run, which <c>using</c> takes.</returns>
    public static IDisposable? BeginItem(string name, object? value) => RunLogScope.PushItem(name, value);

    /// <summary>Records a number.</summary>
    /// <param name="name">What was measured.</param>
    /// <param name="value">The number; finite.</param>
    /// <param name="type"><c>counter</c>, <c>gauge</c> or <c>histogram</c>.</param>
    /// <param name="labels">More about it, or null.</param>
    public void Metric(string name, double value, string type = "gauge", IReadOnlyDictionary<string, string>? labels = null)
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

        var metric = new MetricReport
        {
            MetricName = name,
            MetricValue = value,
            MetricType = type,
            Labels = labels is null ? null : JsonSerializer.SerializeToElement(labels, RequestsJsonContext.Wire.IReadOnlyDictionaryStringString),
            Timestamp = _time.GetUtcNow(),
        };
        _outbox.Enqueue(FrameKind.Metric, JsonSerializer.SerializeToUtf8Bytes(metric, RequestsJsonContext.Wire.MetricReport));
    }

    /// <summary>Says how far the run is. Cheap to call often: the server hears of it at most twice a second.</summary>
    /// <param name="done">Items done, from 0.</param>
    /// <param name="total">Items to do; null when not known.</param>
    /// <param name="message">What it is at, or null.</param>
    public void Progress(long done, long? total = null, string? message = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(done);
        _progress.Report(new RunReport { Progress = new ProgressReport(done, total, Cut(message)) });
    }

    /// <summary>Waits until everything so far outlives this process: until it is in the spool, or committed by the server where there is no spool, or none that can be used now.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>When it is.</returns>
    public Task SaveAsync(CancellationToken cancellationToken = default) => _outbox.SaveAsync(cancellationToken);

    /// <summary>Waits until everything so far is committed by the server, however long that takes.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>When it is.</returns>
    public Task FlushAsync(CancellationToken cancellationToken = default) => _outbox.FlushAsync(cancellationToken);

    /// <summary>Ends the run as <c>completed</c>.</summary>
    /// <param name="reason">A sentence for the status history, or null.</param>
    /// <returns>Whether all of it is at the server; if not, the rest waits in the spool for this or another process to send it.</returns>
    public Task<bool> CompleteAsync(string? reason = null) =>
        EndAsync(new RunReport { Status = RunStatusNames.Completed, Reason = Cut(reason) });

    /// <summary>Ends the run as <c>failed</c>.</summary>
    /// <param name="code">A stable name of what failed.</param>
    /// <param name="message">A sentence for people.</param>
    /// <returns><inheritdoc cref="CompleteAsync" path="/returns"/></returns>
    public Task<bool> FailAsync(string code, string message) =>
        EndAsync(new RunReport { Status = RunStatusNames.Failed, Reason = Cut(message), Error = new RunErrorDocument(code, Cut(message)!) });

    /// <summary>Ends the run as <c>cancelled</c>.</summary>
    /// <param name="reason">A sentence for the status history, or null.</param>
    /// <returns><inheritdoc cref="CompleteAsync" path="/returns"/></returns>
    public Task<bool> CancelAsync(string? reason = null) =>
        EndAsync(new RunReport { Status = RunStatusNames.Cancelled, Reason = Cut(reason) });

    /// <summary>Ends the run as <c>timed_out</c>.</summary>
    /// <param name="reason">A sentence for the status history, or null.</param>
    /// <returns><inheritdoc cref="CompleteAsync" path="/returns"/></returns>
    public Task<bool> TimeOutAsync(string? reason = null) =>
        EndAsync(new RunReport { Status = RunStatusNames.TimedOut, Reason = Cut(reason) });

    /// <summary>Leaves the run. One that was started here and has not ended yet ends as <c>failed</c> with the code <c>abandoned</c>; one that was attached goes on.</summary>
    /// <returns>When all is at the server, or <see cref="ShippingOptions.DrainTimeout"/> is over.</returns>
    public async ValueTask DisposeAsync() => await EndAsync(_isOurs
        ? new RunReport { Status = RunStatusNames.Failed, Reason = "It was left without saying how it ended.", Error = new RunErrorDocument("abandoned", "It was left without saying how it ended.") }
        : null).ConfigureAwait(false);

    /// <inheritdoc />
    void IEntrySink.Write(in EntryFields entry) => _outbox.Write(entry);

    /// <summary>Ends a step.</summary>
    internal void End(RunStep step, string status)
    {
        _step.Value = step.Outer;
        Send(new StepReport { Id = step.Id, State = "end", Status = status, Timestamp = _time.GetUtcNow() });
    }

    private async Task<bool> EndAsync(RunReport? report)
    {
        if (Interlocked.Exchange(ref _isOver, 1) != 0)
        {
            return false;
        }

        _progress.Dispose();
        if (report is not null)
        {
            _outbox.Enqueue(FrameKind.Report, JsonSerializer.SerializeToUtf8Bytes(report, RequestsJsonContext.Wire.RunReport), mustBeTaken: true);
        }

        var isDelivered = await _outbox.CloseAsync(_options.DrainTimeout, CancellationToken.None).ConfigureAwait(false);
        await _heartbeat.DisposeAsync().ConfigureAwait(false);
        await _outbox.DisposeAsync().ConfigureAwait(false);
        return isDelivered;
    }

    private void Send(StepReport step) =>
        _outbox.Enqueue(FrameKind.Step, JsonSerializer.SerializeToUtf8Bytes(step, RequestsJsonContext.Wire.StepReport));

    private void Send(FrameKind kind, RunReport report) =>
        _outbox.Enqueue(kind, JsonSerializer.SerializeToUtf8Bytes(report, RequestsJsonContext.Wire.RunReport));

    private static string? Cut(string? text) => text?.Length > MaxText ? text[..MaxText] : text;
}

using System.Text.Json;
using JobLogs.Client.Logging;
using JobLogs.Protocol.Entries;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Runs;

/// <summary>A handler's view of its run. Everything that it reports goes the way of an entry: in order, through the one queue.</summary>
public abstract class JobContext
{
    /// <summary>The run, as it was when the attempt began.</summary>
    public abstract Run Run { get; }

    /// <summary>The job's definition, as it was when the attempt began.</summary>
    public abstract JobDefinition Job { get; }

    /// <summary>The run's parameters: the job's, with what the trigger added (such as <c>force_reprocess</c>).</summary>
    public abstract JsonElement Parameters { get; }

    /// <summary>Writes into the run's log. Any other <see cref="ILogger"/> used while the handler runs does, too.</summary>
    public abstract ILogger Logger { get; }

    /// <summary>
    /// Takes entries that are entries already: for a handler that passes on what somebody else says, with a time, a level and a step of its own.
    /// They must be within <see cref="EntryLimits"/>; while the buffer is full, the calling thread waits.
    /// </summary>
    public abstract IEntrySink Entries { get; }

    /// <summary>How large the parts of an entry may be.</summary>
    public abstract EntryLimits EntryLimits { get; }

    /// <summary>Cancelled when the run is to stop: cancelled by somebody, out of time, or the server stops.</summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>Begins a step within the present one; what is logged until it is disposed belongs to it. It ends as completed,
    /// or as failed when it was told so.</summary>
    public abstract JobStep BeginStep(string name);

    /// <summary>Records a number.</summary>
    /// <param name="name">Its name, not blank.</param>
    /// <param name="value">A finite number.</param>
    /// <param name="type"><c>counter</c>, <c>gauge</c> or <c>histogram</c>.</param>
    /// <exception cref="ArgumentException">One of them is something else.</exception>
    public abstract void Metric(string name, double value, string type = "gauge");

    /// <summary>Says how far the run is. It is written at most four times a second; the last is always written.</summary>
    /// <param name="done">What is done, from 0.</param>
    /// <param name="total">What there is to do; null when nobody knows.</param>
    /// <param name="message">What is being done; cut at 4,096 characters.</param>
    public abstract void Progress(long done, long? total, string? message = null);
}

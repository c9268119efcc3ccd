using JobLogs.Storage.Model;

namespace JobLogs.Storage.Commands;

/// <summary>
/// Writes entries of one run, in their order. <see cref="Refusal.NotFound"/>, <see cref="Refusal.LeaseLost"/> or
/// <see cref="Refusal.OutOfSequence"/>; a run that is over still accepts entries. For an external run that is not over it
/// renews the lease.
/// </summary>
/// <param name="run">The run that wrote them.</param>
/// <param name="entries">Owned by whoever submits the command. After the commit each entry that was stored knows its seq;
/// a repeat stays at seq 0.</param>
public sealed class AppendEntries(RunId run, EntryBatch entries) : StoreCommand
{
    /// <summary>The run that wrote them.</summary>
    public RunId Run { get; } = run;

    /// <summary>The entries.</summary>
    public EntryBatch Batch { get; } = entries;

    /// <summary>Who numbered them; null when nobody did.</summary>
    public string? Producer { get; init; }

    /// <summary>The producer's number of the first line of the request; an entry's is this plus its offset.</summary>
    public long FirstNumber { get; init; }

    /// <summary>How many numbers the request uses up, refused lines included.</summary>
    public int Numbers { get; init; }

    /// <summary>The token that the writer holds; null when it is not the run's executor.</summary>
    public int? FencingToken { get; init; }

    /// <summary>Why nothing was written.</summary>
    public Refusal Refusal { get; set; }

    /// <summary>Entries that were stored.</summary>
    public int Accepted { get; set; }

    /// <summary>Entries that had been stored before.</summary>
    public int Duplicates { get; set; }

    /// <summary>With <see cref="Refusal.OutOfSequence"/>: the next number due.</summary>
    public long ExpectedNumber { get; set; }

    /// <summary>The place of the last entry stored, or of the job's end when none was.</summary>
    public Place Last { get; set; }

    /// <inheritdoc />
    public override int Entries => Batch.Count;

    /// <inheritdoc />
    public override int Bytes => 256 + Batch.TextLength + (Batch.Count * 100);
}

using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;

namespace JobLogs.Tests.Server.Copies;

/// <summary>A document of a <see cref="ScriptedCopy"/>.</summary>
internal sealed class CopiedThing
{
    public required CopyItem Item { get; init; }

    public required RunId Run { get; init; }

    public required long Commit { get; init; }

    public required DateOnly Day { get; init; }

    public required long TimestampMicros { get; init; }

    /// <summary>The entry, alone; null for an event.</summary>
    public EntryBatch? Entry { get; init; }

    /// <summary>Whether it is a status change, and no metric.</summary>
    public bool IsStatusChange { get; init; }

    /// <summary>Whether a search finds it.</summary>
    public bool IsSeen { get; set; }

    /// <summary>Whether a removal takes it.</summary>
    public bool IsIn(CopyRemoval removal) => Item.Job == removal.Job && (removal.BeforeMicros is not { } before
        || (TimestampMicros < before && !removal.Spared.Contains(Run)
            && (Item.Seq > 0 ? Item.Seq > removal.AfterSeq && Item.Seq <= removal.ThroughSeq : Item.Event <= removal.ThroughEvent)));
}

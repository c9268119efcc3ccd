using JobLogs.Storage.Model;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>What the commit under way knows of a run, and what it has still to write to the run's row.</summary>
internal sealed class RunHead
{
    /// <summary>The run.</summary>
    public required RunId Id { get; init; }

    /// <summary>Its job.</summary>
    public required JobHead Job { get; init; }

    /// <summary>Where it stands.</summary>
    public required RunStatus Status { get; set; }

    /// <summary>The attempt that is under way, or was the last.</summary>
    public required int Attempt { get; set; }

    /// <summary>Whether an attempt has begun already.</summary>
    public required bool Started { get; set; }

    /// <summary>Rises with each taking up.</summary>
    public required int FencingToken { get; set; }

    /// <summary>The server that executes it.</summary>
    public required string? Owner { get; set; }

    /// <summary>Until when its owner has it.</summary>
    public required long? LeaseUntil { get; set; }

    /// <summary>For an external run: how long a write renews its lease.</summary>
    public required int? LeaseSeconds { get; init; }

    /// <summary>Entries that this commit added and the row doesn't count yet.</summary>
    public LevelCounts Added { get; set; }

    /// <summary>The seq of the first entry that the row doesn't count yet; 0 when there is none.</summary>
    public long FirstAdded { get; set; }

    /// <summary>The seq of the last entry that the row doesn't count yet.</summary>
    public long LastAdded { get; set; }

    /// <summary>Whether <see cref="LeaseUntil"/> is newer than the row's.</summary>
    public bool LeaseChanged { get; set; }

    /// <summary>Whether a server executes it: it is running, and neither external nor left alone.</summary>
    public bool IsExecuted => Status == RunStatus.Running && Owner is not null;

    /// <summary>Whether <paramref name="token"/> is of somebody who has lost the run.</summary>
    public bool IsLostTo(int? token) => token is { } held && held != FencingToken;

    /// <summary>A write of an external run renews its lease while it is running.</summary>
    public void RenewByWriting(long now)
    {
        if (LeaseSeconds is > 0 and { } seconds && Status == RunStatus.Running)
        {
            LeaseUntil = now + (seconds * 1_000_000L);
            LeaseChanged = true;
        }
    }
}

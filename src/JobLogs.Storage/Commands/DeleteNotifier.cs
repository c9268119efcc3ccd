namespace JobLogs.Storage.Commands;

/// <summary>Deletes a notifier; what waits for it has failed by that. <see cref="Refusal.NotFound"/>, or <see cref="Refusal.Busy"/> while a rule names it.</summary>
public sealed class DeleteNotifier(long notifier) : StoreCommand
{
    /// <summary>The notifier.</summary>
    public long Notifier { get; } = notifier;

    /// <summary>Why nothing was written.</summary>
    public Refusal Refusal { get; set; }
}

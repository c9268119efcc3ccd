using JobLogs.Storage.Alerts;

namespace JobLogs.Storage.Commands;

/// <summary>
/// Keeps a new notifier, or the new form of one. <see cref="Refusal.NotFound"/>, <see cref="Refusal.NameTaken"/>, or
/// <see cref="Refusal.TooMany"/> from <see cref="MostNotifiers"/> on.
/// </summary>
/// <param name="notifier">The notifier; number 0 for a new one.</param>
public sealed class SaveNotifier(Notifier notifier) : StoreCommand
{
    /// <summary>Notifiers that there can be.</summary>
    public const int MostNotifiers = 200;

    /// <summary>The notifier; after the commit as it was kept.</summary>
    public Notifier Notifier { get; set; } = notifier;

    /// <summary>Why nothing was written.</summary>
    public Refusal Refusal { get; set; }
}

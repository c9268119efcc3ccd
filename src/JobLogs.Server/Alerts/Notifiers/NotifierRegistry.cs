namespace JobLogs.Server.Alerts.Notifiers;

/// <summary>The notifiers that are registered, by their types.</summary>
internal sealed class NotifierRegistry(IEnumerable<INotifier> notifiers)
{
    private readonly Dictionary<string, INotifier> _notifiers = notifiers.ToDictionary(notifier => notifier.Type, StringComparer.Ordinal);

    /// <summary>The types.</summary>
    public IReadOnlyCollection<string> Types => _notifiers.Keys;

    /// <summary>The notifier of a type; null for one that this server doesn't have.</summary>
    public INotifier? Find(string type) => _notifiers.GetValueOrDefault(type);
}

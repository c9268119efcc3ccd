using JobLogs.Server.Settings;

namespace JobLogs.Server.Alerts.Notifiers;

/// <summary>The notifiers that are registered, by their types.</summary>
internal sealed class NotifierRegistry
{
    private readonly Dictionary<string, INotifier> _notifiers = new(StringComparer.Ordinal);

    /// <summary>Takes the notifiers that are registered.</summary>
    /// <exception cref="RegistrationException">One has a type that is no name, or another's.</exception>
    public NotifierRegistry(IEnumerable<INotifier> notifiers)
    {
        foreach (var notifier in notifiers)
        {
            PartName.Check(notifier, "the type", notifier.Type);
            if (!_notifiers.TryAdd(notifier.Type, notifier))
            {
                throw new RegistrationException(notifier, $"has the type '{notifier.Type}' of notifiers, which {_notifiers[notifier.Type].GetType().Name} has.");
            }
        }
    }

    /// <summary>The types.</summary>
    public IReadOnlyCollection<string> Types => _notifiers.Keys;

    /// <summary>The notifier of a type; null for one that this server doesn't have.</summary>
    public INotifier? Find(string type) => _notifiers.GetValueOrDefault(type);
}

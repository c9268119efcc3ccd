using JobLogs.Server.Settings;

namespace JobLogs.Server.Handlers;

/// <summary>The job types that there are: those of the handlers, and <see cref="External"/>, which has none.</summary>
internal sealed class HandlerRegistry
{
    /// <summary>The type of jobs whose runs somebody else executes, and reports through the API.</summary>
    public const string External = "external";

    private readonly Dictionary<string, IJobHandler> _handlers = new(StringComparer.Ordinal);

    /// <summary>Takes the handlers that are registered.</summary>
    /// <exception cref="RegistrationException">One has a type that is no name, or is taken.</exception>
    public HandlerRegistry(IEnumerable<IJobHandler> handlers)
    {
        foreach (var handler in handlers)
        {
            PartName.Check(handler, "the type", handler.Type);
            if (handler.Type == External)
            {
                throw new RegistrationException(handler, $"has the type '{External}', which is that of jobs without a handler.");
            }

            if (!_handlers.TryAdd(handler.Type, handler))
            {
                throw new RegistrationException(handler, $"has the type '{handler.Type}' of jobs, which {_handlers[handler.Type].GetType().Name} has.");
            }
        }

        Types = [.. _handlers.Keys.Append(External).Order(StringComparer.Ordinal)];
    }

    /// <summary>All types, in alphabetical order.</summary>
    public IReadOnlyList<string> Types { get; }

    /// <summary>The handler of a type; null when there is none, as for <see cref="External"/>.</summary>
    public IJobHandler? Find(string type) => _handlers.GetValueOrDefault(type);
}

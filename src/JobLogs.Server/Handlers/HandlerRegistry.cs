namespace JobLogs.Server.Handlers;

/// <summary>The job types that there are: those of the handlers, and <see cref="External"/>, which has none.</summary>
internal sealed class HandlerRegistry
{
    /// <summary>The type of jobs whose runs somebody else executes, and reports through the API.</summary>
    public const string External = "external";

    private readonly Dictionary<string, IJobHandler> _handlers = new(StringComparer.Ordinal);

    /// <summary>Takes the handlers that are registered.</summary>
    /// <exception cref="InvalidOperationException">Two have the same type.</exception>
    public HandlerRegistry(IEnumerable<IJobHandler> handlers)
    {
        foreach (var handler in handlers)
        {
            if (handler.Type == External || !_handlers.TryAdd(handler.Type, handler))
            {
                throw new InvalidOperationException($"{handler.GetType().Name} has the type '{handler.Type}', which is taken.");
            }
        }

        Types = [.. _handlers.Keys.Append(External).Order(StringComparer.Ordinal)];
    }

    /// <summary>All types, in alphabetical order.</summary>
    public IReadOnlyList<string> Types { get; }

    /// <summary>The handler of a type; null when there is none, as for <see cref="External"/>.</summary>
    public IJobHandler? Find(string type) => _handlers.GetValueOrDefault(type);
}

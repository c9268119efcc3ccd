using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace JobLogs.Client.Logging;

/// <summary>The properties of a log call: those of the scopes around it from the outermost in, then its own. Reused.</summary>
internal sealed class PropertyList
{
    private const string Template = "{OriginalFormat}";
    private readonly List<KeyValuePair<string, object?>> _all = [];

    /// <summary>How many there are, replaced ones counted.</summary>
    public int Count => _all.Count;

    /// <summary>The property at an index.</summary>
    public KeyValuePair<string, object?> this[int index] => _all[index];

    /// <summary>Forgets all.</summary>
    public void Clear() => _all.Clear();

    /// <summary>Whether another property further in has the same name.</summary>
    public bool IsReplaced(int index)
    {
        var key = _all[index].Key;
        for (var later = index + 1; later < _all.Count; later++)
        {
            if (string.Equals(_all[later].Key, key, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes in the items of the run's scopes, the outermost first.</summary>
    public void AddItems(RunLogScope scope)
    {
        if (scope.Outer is { } outer)
        {
            AddItems(outer);
            Add(scope.Item.Key, scope.Item.Value);
        }
    }

    /// <summary>Takes in the properties of all scopes.</summary>
    public void AddScopes(IExternalScopeProvider scopes)
    {
        var first = _all.Count;
        scopes.ForEachScope(static (scope, properties) => properties.Add(scope), this);
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity)
        {
            // The host's own scope repeats what the entry's trace_id and span_id say.
            RemoveRepeats(first, activity);
        }
    }

    /// <summary>Takes in the properties of a scope or a log call; what has none is passed over.</summary>
    public void Add(object? state)
    {
        switch (state)
        {
            case IReadOnlyList<KeyValuePair<string, object?>> list:
                for (var i = 0; i < list.Count; i++)
                {
                    Add(list[i].Key, list[i].Value);
                }

                break;
            case IEnumerable<KeyValuePair<string, object?>> properties:
                foreach (var (key, value) in properties)
                {
                    Add(key, value);
                }

                break;
            case IEnumerable<KeyValuePair<string, string?>> texts:
                foreach (var (key, value) in texts)
                {
                    Add(key, value);
                }

                break;
        }
    }

    private void Add(string key, object? value)
    {
        if (!string.IsNullOrEmpty(key) && key != Template)
        {
            _all.Add(new KeyValuePair<string, object?>(key, value));
        }
    }

    private void RemoveRepeats(int first, Activity activity)
    {
        for (var i = _all.Count - 1; i >= first; i--)
        {
            var repeated = _all[i].Key switch
            {
                "TraceId" => activity.TraceId.ToHexString(),
                "SpanId" => activity.SpanId.ToHexString(),
                "ParentId" => activity.ParentSpanId.ToHexString(),
                _ => null,
            };
            if (repeated is not null && _all[i].Value is string value && value == repeated)
            {
                _all.RemoveAt(i);
            }
        }
    }
}

using System.Text;
using System.Text.Json;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Secrets;

/// <summary>
/// The secrets that this server has come to know: those of its settings, and of jobs, as soon as one is sealed or opened. Free where there
/// are none.
/// </summary>
internal sealed class KnownSecrets
{
    private const int MostSecrets = 10_000;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _secrets = new(StringComparer.Ordinal);
    private SecretAutomaton? _automaton;
    private volatile bool _isStale;

    /// <summary>Whether there is anything to look for.</summary>
    public bool Any => Automaton is not null;

    // Made when it is needed first: many secrets that are learnt one after the other cost one making.
    private SecretAutomaton? Automaton
    {
        get
        {
            if (_isStale)
            {
                lock (_gate)
                {
                    if (_isStale)
                    {
                        Volatile.Write(ref _automaton, new SecretAutomaton(_secrets.SelectMany(SecretForms.Of)));
                        _isStale = false;
                    }
                }
            }

            return Volatile.Read(ref _automaton);
        }
    }

    /// <summary>Takes note of a secret.</summary>
    public void Add(string? secret)
    {
        if (secret is null)
        {
            return;
        }

        lock (_gate)
        {
            if (_secrets.Count < MostSecrets && SecretForms.Of(secret).Any() && _secrets.Add(secret))
            {
                _isStale = true;
            }
        }
    }

    /// <summary>Takes note of all that a JSON value has of texts and numbers.</summary>
    public void AddJson(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                Add(value.GetString());
                break;
            case JsonValueKind.Number:
                Add(value.GetRawText());
                break;
            case JsonValueKind.Array:
                foreach (var element in value.EnumerateArray())
                {
                    AddJson(element);
                }

                break;
            case JsonValueKind.Object:
                foreach (var field in value.EnumerateObject())
                {
                    AddJson(field.Value);
                }

                break;
        }
    }

    /// <summary>Masks the secrets in a text of UTF-8, in its place.</summary>
    public void Mask(Span<byte> text, TextKind kind)
    {
        if (Automaton is not { } automaton || text.IsEmpty)
        {
            return;
        }

        if (kind == TextKind.Json)
        {
            JsonMask.Apply(automaton, text);
        }
        else
        {
            automaton.Mask(text, cut: kind == TextKind.Cut);
        }
    }

    /// <summary>The JSON, or a copy of it with its secrets masked.</summary>
    public string? MaskJson(string? json)
    {
        if (json is null || Automaton is not { } automaton)
        {
            return json;
        }

        var utf8 = Encoding.UTF8.GetBytes(json);
        return JsonMask.Apply(automaton, utf8) ? Encoding.UTF8.GetString(utf8) : json;
    }

    /// <summary>The text, or a copy of it with its secrets masked.</summary>
    public string? Mask(string? text)
    {
        if (text is null || Automaton is not { } automaton)
        {
            return text;
        }

        var utf8 = Encoding.UTF8.GetBytes(text);
        var length = text.EndsWith('…') ? utf8.Length - "…"u8.Length : utf8.Length;
        return automaton.Mask(utf8.AsSpan(0, length), cut: length < utf8.Length) ? Encoding.UTF8.GetString(utf8) : text;
    }
}

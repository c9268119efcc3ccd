using System.Text.Json;

namespace JobLogs.Server.Http;

/// <summary>
/// Reads the fields of a JSON object that a client sent: notes which it knows and what is wrong with each, and then answers
/// with all of it at once. What nobody asked for is unknown, and refused: a mistyped field must not silently do nothing.
/// </summary>
public sealed class JsonFields
{
    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.Ordinal);
    private readonly List<string> _known = [];
    private readonly string _what;
    private readonly string _prefix;
    private readonly Dictionary<string, List<string>> _errors;

    /// <summary>Takes the fields of <paramref name="json"/>.</summary>
    /// <param name="what">What the object is, with its article, for error texts: "a job".</param>
    public JsonFields(JsonElement json, string what)
        : this(json, what, "", [])
    {
    }

    private JsonFields(JsonElement json, string what, string prefix, Dictionary<string, List<string>> errors)
    {
        (_what, _prefix, _errors) = (what, prefix, errors);
        if (json.ValueKind == JsonValueKind.Undefined)
        {
            return;
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            Note(prefix.Length == 0 ? "body" : prefix.TrimEnd('.'), $"must be {what}, a JSON object in {{}}; it is {JsonWords.Kind(json)}.");
            return;
        }

        foreach (var field in json.EnumerateObject())
        {
            var name = JsonWords.Name(field);
            if (!_fields.TryAdd(name, field.Value))
            {
                Wrong(name, "is given twice; give it once.");
            }
        }
    }

    /// <summary>Whether the field is there, even as null.</summary>
    public bool Has(string name)
    {
        Know(name);
        return _fields.ContainsKey(name);
    }

    /// <summary>The field's value; false when it is absent or null.</summary>
    public bool TryGet(string name, out JsonElement value)
    {
        Know(name);
        return _fields.TryGetValue(name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    /// <summary>The field's value when it is of this kind; another is noted as wrong.</summary>
    public bool TryGet(string name, JsonValueKind kind, string expected, out JsonElement value)
    {
        if (!TryGet(name, out value))
        {
            return false;
        }

        if (value.ValueKind == kind)
        {
            return true;
        }

        Wrong(name, $"must be {expected}; it is {JsonWords.Kind(value)}.");
        return false;
    }

    /// <summary>A text, or null when it is absent, null or wrong.</summary>
    public string? Text(string name)
    {
        if (!TryGet(name, JsonValueKind.String, "a string in quotes", out var value))
        {
            return null;
        }

        if (JsonWords.TryText(value, out var text))
        {
            return text;
        }

        Wrong(name, @"has half of a surrogate pair (\ud800 to \udfff); send whole characters.");
        return null;
    }

    /// <summary>A text that is a name: not blank, at most <paramref name="max"/> code points, without control characters.</summary>
    public string? Name(string name, int max = 255)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (JsonWords.NameFault(text, max) is not { } fault)
        {
            return text;
        }

        Wrong(name, fault);
        return null;
    }

    /// <summary>A whole number in a range, or null when it is absent, null or wrong.</summary>
    public long? Integer(string name, long min, long max)
    {
        if (!TryGet(name, JsonValueKind.Number, $"a whole number from {min} to {max}", out var value))
        {
            return null;
        }

        if (value.TryGetInt64(out var number) && number >= min && number <= max)
        {
            return number;
        }

        Wrong(name, $"{QueryReader.Shown(value.GetRawText())} is not a whole number from {min} to {max}.");
        return null;
    }

    /// <summary><c>true</c> or <c>false</c>, or null when it is absent, null or wrong.</summary>
    public bool? Flag(string name)
    {
        if (!TryGet(name, out var value))
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Wrong(name, $"must be true or false, without quotes; it is {JsonWords.Kind(value)}.");
        return null;
    }

    /// <summary>A time in microseconds since the Unix epoch, or null when it is absent, null or wrong.</summary>
    public long? Time(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (Protocol.Timestamps.TryParse(text, out var micros, out var problem))
        {
            return micros;
        }

        Wrong(name, $"'{QueryReader.Shown(text)}' is {problem}.");
        return null;
    }

    /// <summary>One of some words, or null when it is absent, null or wrong.</summary>
    public string? Word(string name, params ReadOnlySpan<string> words)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        foreach (var word in words)
        {
            if (word == text)
            {
                return word;
            }
        }

        Wrong(name, $"'{QueryReader.Shown(text)}' is none of {string.Join(", ", words!)}.");
        return null;
    }

    /// <summary>The texts of an array; others in it are noted as wrong.</summary>
    public string[] Texts(string name, JsonElement array)
    {
        var texts = new List<string>(array.GetArrayLength());
        foreach (var element in array.EnumerateArray())
        {
            if (element.ValueKind == JsonValueKind.String && JsonWords.TryText(element, out var text))
            {
                texts.Add(text);
            }
            else
            {
                Wrong(name, $"must hold strings in quotes; one of its elements is {JsonWords.Kind(element)}.");
            }
        }

        return [.. texts];
    }

    /// <summary>A JSON object as it was sent, without a key twice at any depth; null when it is absent, null or wrong.</summary>
    public JsonElement? Object(string name)
    {
        if (!TryGet(name, JsonValueKind.Object, "a JSON object in {}", out var value))
        {
            return null;
        }

        if (JsonWords.FindRepeatedKey(value) is not { } repeated)
        {
            return value;
        }

        Wrong(name, $"has the key '{QueryReader.Shown(repeated)}' twice in one object; give it once.");
        return null;
    }

    /// <summary>The fields of an object inside this one, which notes its errors here; null when it is absent or null.</summary>
    public JsonFields? Inner(string name, string what) =>
        TryGet(name, out var value) ? new JsonFields(value, what, $"{_prefix}{name}.", _errors) : null;

    /// <summary>An object's fields that note their errors here, as those of a field of this one.</summary>
    internal JsonFields Inner(string name, JsonElement json, string what) => new(json, what, $"{_prefix}{name}.", _errors);

    /// <summary>Fields of another object, such as an array's element, that notes its errors here.</summary>
    internal JsonFields Element(JsonElement json, string what, int index) => new(json, what, $"[{index}].", _errors);

    /// <summary>Lets a field be that something else reads, or that has no meaning here.</summary>
    internal void Know(string name)
    {
        if (!_known.Contains(name))
        {
            _known.Add(name);
        }
    }

    /// <summary>Notes that a field is wrong.</summary>
    public void Wrong(string name, string text) => Note(_prefix + name, text);

    /// <summary>Changes the texts that were noted, so that they can't tell what they must not.</summary>
    internal void Reword(Func<string, string> reword)
    {
        foreach (var texts in _errors.Values)
        {
            for (var i = 0; i < texts.Count; i++)
            {
                texts[i] = reword(texts[i]);
            }
        }
    }

    /// <summary>Whether something was noted about the field.</summary>
    public bool IsWrong(string name) => _errors.ContainsKey(_prefix + name);

    /// <summary>After every known field was read: notes those that nobody asked for.</summary>
    public void RefuseUnknown()
    {
        foreach (var name in _fields.Keys.Where(name => !_known.Contains(name)))
        {
            Wrong(QueryReader.Shown(name), $"is no field of {_what}. It has {string.Join(", ", _known)}.");
        }
    }

    /// <summary>What is wrong with the object and those inside it, or null.</summary>
    internal Problem? Problem() => _errors.Count == 0
        ? null
        : Problems.BadValues(_errors.ToDictionary(error => error.Key, error => (IReadOnlyList<string>)error.Value, StringComparer.Ordinal));

    private void Note(string name, string text)
    {
        if (!_errors.TryGetValue(name, out var texts))
        {
            _errors[name] = texts = [];
        }

        texts.Add(text);
    }
}

using System.Text.Json;
using JobLogs.Server.Http;
using JobLogs.Server.Runs;

namespace JobLogs.Server.Handlers;

/// <summary>Reads the parameters of a handler: the same way when a job is made and when it runs.</summary>
public static class HandlerParameters
{
    /// <summary>What a run is asked to do.</summary>
    /// <param name="read">Reads it, and notes what is wrong.</param>
    /// <exception cref="JobFailedException">Something is wrong: the job is older than a setting, or the trigger of a retried run was another's.</exception>
    public static T Of<T>(JobContext context, Func<JsonFields, T?> read)
        where T : class
    {
        var fields = new JsonFields(context.Parameters, "parameters");
        var request = read(fields);
        if (request is not null && fields.Problem() is null)
        {
            return request;
        }

        var errors = fields.Problem()?.Errors ?? new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        throw new JobFailedException(
            "bad_parameters", string.Join(' ', errors.SelectMany(error => error.Value.Select(text => $"parameters.{error.Key} {text}"))));
    }

    /// <summary>An array of strings; empty when it is absent or null; null when it is wrong.</summary>
    public static IReadOnlyList<string>? Texts(this JsonFields fields, string name)
    {
        if (!fields.TryGet(name, out _))
        {
            return [];
        }

        if (!fields.TryGet(name, JsonValueKind.Array, "an array of strings, such as [\"--verbose\", \"all\"]", out var array))
        {
            return null;
        }

        var texts = new List<string>();
        foreach (var element in array.EnumerateArray())
        {
            if (!IsPlainText(element, out var text))
            {
                fields.Wrong(name, $"must have strings only, without U+0000; element {texts.Count + 1} is {What(element)}.");
                return null;
            }

            texts.Add(text);
        }

        return texts;
    }

    /// <summary>An object whose values are strings; empty when it is absent or null; null when it is wrong.</summary>
    /// <param name="example">What it may look like.</param>
    public static IReadOnlyList<KeyValuePair<string, string>>? TextMap(this JsonFields fields, string name, string example)
    {
        if (!fields.TryGet(name, out _))
        {
            return [];
        }

        if (!fields.TryGet(name, JsonValueKind.Object, $"an object of strings, such as {example}", out var map))
        {
            return null;
        }

        var texts = new List<KeyValuePair<string, string>>();
        foreach (var field in map.EnumerateObject())
        {
            if (!IsPlainText(field.Value, out var text))
            {
                fields.Wrong(name, $"must have strings only, without U+0000; '{QueryReader.Shown(JsonWords.Name(field))}' is {What(field.Value)}.");
                return null;
            }

            texts.Add(new(JsonWords.Name(field), text));
        }

        return texts;
    }

    private static bool IsPlainText(JsonElement value, out string text)
    {
        text = "";
        if (value.ValueKind != JsonValueKind.String || !JsonWords.TryText(value, out var read) || read.Contains('\0'))
        {
            return false;
        }

        text = read;
        return true;
    }

    private static string What(JsonElement value) => value.ValueKind == JsonValueKind.String ? "no plain text" : JsonWords.Kind(value);
}

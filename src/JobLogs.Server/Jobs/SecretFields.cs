using System.Text.Json;
using JobLogs.Server.Http;
using JobLogs.Server.Secrets;
using JobLogs.Server.Settings;

namespace JobLogs.Server.Jobs;

/// <summary>Reads <c>secret_parameters</c> and seals what they name.</summary>
internal sealed class SecretFields(SecretBox box)
{
    private const int MaxNames = 50;

    /// <summary>The parameters of a job as they are to be kept.</summary>
    /// <param name="fields">What was sent.</param>
    /// <param name="parameters">The parameters that were sent, or are kept.</param>
    /// <param name="kept">The job's parameters as they are kept now; "{}" for a new job.</param>
    /// <param name="replace">Whether a field that was not sent is reset.</param>
    public string Seal(JsonFields fields, string parameters, string kept, bool replace)
    {
        var names = fields.Has("secret_parameters") || replace ? Names(fields) : SecretParameters.Names(kept);
        return Seal(fields, parameters, kept, names);
    }

    /// <summary>What a trigger adds, as it is to be kept: names that are secret in the job are secret in the run.</summary>
    public string? SealOverlay(JsonFields fields, string? overlay, string kept)
    {
        if (overlay is null)
        {
            return null;
        }

        // A mask is what the job has: the overlay leaves it alone.
        var sent = JsonElement.Parse(overlay);
        var names = SecretParameters.Names(kept).Where(name => sent.TryGetProperty(name, out _)).ToArray();
        return Seal(fields, overlay, kept, names);
    }

    private string Seal(JsonFields fields, string parameters, string kept, IReadOnlyList<string> names)
    {
        var sent = JsonElement.Parse(parameters);
        foreach (var field in sent.EnumerateObject())
        {
            Check(fields, field, kept, parameters, names.Contains(field.Name));
        }

        if (fields.IsWrong("parameters") || fields.IsWrong("secret_parameters"))
        {
            return parameters;
        }

        try
        {
            return SecretParameters.Seal(parameters, names, kept, box);
        }
        catch (SettingException exception)
        {
            fields.Wrong("secret_parameters", $"can't be kept: {exception.Message}");
            return parameters;
        }
    }

    private static void Check(JsonFields fields, JsonProperty field, string kept, string parameters, bool secret)
    {
        var was = JsonElement.Parse(kept).TryGetProperty(field.Name, out var before) && SecretParameters.IsSealed(before);
        if (SecretParameters.IsSealed(field.Value) && !ReferenceEquals(parameters, kept))
        {
            fields.Wrong("parameters", $"'{QueryReader.Shown(field.Name)}' is an object with the key $sealed, which is the server's own.");
        }
        else if (was && !secret && (SecretParameters.IsMask(field.Value) || SecretParameters.IsSealed(field.Value)))
        {
            fields.Wrong("parameters", $"'{QueryReader.Shown(field.Name)}' is secret; to make it public, send its value anew.");
        }
        else if (secret && !was && SecretParameters.IsMask(field.Value))
        {
            fields.Wrong("parameters", $"'{QueryReader.Shown(field.Name)}' is \"***\", which keeps a secret value, and there is none yet. Send the value.");
        }
    }

    private static string[] Names(JsonFields fields)
    {
        if (!fields.TryGet("secret_parameters", JsonValueKind.Array, "an array of names of parameters, such as [\"token\"]", out var array))
        {
            return [];
        }

        var names = new List<string>();
        foreach (var element in array.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.String || !JsonWords.TryText(element, out var name) || JsonWords.NameFault(name, 255) is not null)
            {
                fields.Wrong("secret_parameters", $"must have names of parameters only; element {names.Count + 1} is none.");
                return [];
            }

            names.Add(name);
        }

        if (names.Count > MaxNames)
        {
            fields.Wrong("secret_parameters", $"has {names.Count} elements; at most {MaxNames} are taken.");
        }

        return [.. names.Distinct(StringComparer.Ordinal)];
    }
}

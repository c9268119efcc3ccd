using System.CommandLine.Parsing;
using System.Text.Json;

namespace JobLogs.Cli.Commands.Jobs;

/// <summary>Reads a JSON object from the command line.</summary>
internal static class JsonArgument
{
    /// <summary>For an option.</summary>
    public static JsonElement? Parse(ArgumentResult result)
    {
        try
        {
            var json = JsonElement.Parse(result.Tokens[0].Value);
            if (json.ValueKind == JsonValueKind.Object)
            {
                return json;
            }
        }
        catch (JsonException)
        {
            // Said below.
        }

        result.AddError($"'{result.Tokens[0].Value}' is not a JSON object, such as '{{\"folder\": \"/data\"}}'.");
        return null;
    }
}

using System.Text.Json;

namespace JobLogs.Tests.Server.Runs;

/// <summary>What the API answered.</summary>
internal sealed record Answer(int Status, JsonElement Json, string? Location)
{
    /// <summary>A field of the answer, by names with dots between.</summary>
    public JsonElement this[string path] => path.Split('.').Aggregate(Json, (json, name) => json.GetProperty(name));

    public string Text(string path) => this[path].ToString();

    /// <summary>The code of a problem.</summary>
    public string Code => Text("code");

    /// <summary>What a problem says of a field.</summary>
    public string Error(string field) => string.Join(' ', this["errors"].GetProperty(field).EnumerateArray());
}

using System.Net.Http.Json;
using System.Text.Json;

namespace JobLogs.Load.Http;

/// <summary>Prepares jobs and runs, where speed doesn't matter.</summary>
internal sealed class Api(Uri server) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = server, Timeout = TimeSpan.FromMinutes(10) };
    private readonly string _suffix = Guid.NewGuid().ToString("n")[..8];

    /// <summary>A job that somebody else executes; returns its id.</summary>
    public Task<string> CreateExternalJobAsync(string name) => CreateJobAsync(name, new() { ["type"] = "external" });

    /// <summary>A job; returns its id.</summary>
    /// <param name="name">Made unique with a suffix.</param>
    /// <param name="definition">Its fields.</param>
    public async Task<string> CreateJobAsync(string name, Dictionary<string, object> definition)
    {
        definition["name"] = $"{name}-{_suffix}";
        return Id(await PostAsync("/api/cronjobs", definition));
    }

    /// <summary>A run of an external job; returns its id.</summary>
    public async Task<string> StartRunAsync(string job) => Id(await PostAsync($"/api/cronjobs/{job}/runs", new Dictionary<string, object> { ["lease_seconds"] = 0 }));

    /// <summary>Jobs with runs; returns the ids of the runs, taken in turns from the jobs.</summary>
    public async Task<string[]> StartRunsAsync(int jobs, int runsEach)
    {
        var created = new List<string>();
        for (var job = 0; job < jobs; job++)
        {
            created.Add(await CreateExternalJobAsync($"load-{job}"));
        }

        var runs = new List<string>();
        for (var i = 0; i < runsEach * jobs; i++)
        {
            runs.Add(await StartRunAsync(created[i % jobs]));
        }

        return [.. runs];
    }

    /// <summary>A job with runs; returns their ids.</summary>
    public async Task<(string Job, string[] Runs)> StartRunsOfOneJobAsync(string name, int count)
    {
        var job = await CreateExternalJobAsync(name);
        var runs = new List<string>();
        for (var i = 0; i < count; i++)
        {
            runs.Add(await StartRunAsync(job));
        }

        return (job, [.. runs]);
    }

    /// <summary>Posts JSON and returns the answer.</summary>
    public async Task<JsonElement> PostAsync(string path, Dictionary<string, object>? body = null)
    {
        using var response = await _http.PostAsync(path, body is null ? null : JsonContent.Create(body));
        return await ReadAsync(path, response);
    }

    /// <summary>Changes something.</summary>
    public async Task PatchAsync(string path, Dictionary<string, object>? body = null)
    {
        using var response = await _http.PatchAsync(path, body is null ? null : JsonContent.Create(body));
        await ReadAsync(path, response);
    }

    /// <summary>Gets JSON.</summary>
    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await _http.GetAsync(path);
        return await ReadAsync(path, response);
    }

    /// <summary>Gets text.</summary>
    public Task<string> GetTextAsync(string path) => _http.GetStringAsync(path);

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private static string Id(JsonElement element) => element.GetProperty("id").GetString()!;

    private static async Task<JsonElement> ReadAsync(string path, HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? JsonElement.Parse(text)
            : throw new InvalidOperationException($"{path} answered {(int)response.StatusCode}: {text}");
    }
}

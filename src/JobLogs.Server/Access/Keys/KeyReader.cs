using JobLogs.Server.Http;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Access.Keys;

/// <summary>Reads what key a client asks for.</summary>
internal static class KeyReader
{
    private const int MaxBodyBytes = 16 * 1024;
    private const int MaxNameLength = 100;

    /// <summary>Reads the body of <c>POST /api/keys</c>.</summary>
    public static async ValueTask<(string Name, Role Role, long? ExpiresAt, Problem? Problem)> ReadAsync(HttpRequest request, long now)
    {
        var body = await JsonBody.ReadAsync(request, MaxBodyBytes, optional: false, request.HttpContext.RequestAborted);
        if (body.Refused is { } refused)
        {
            return ("", default, null, refused);
        }

        var fields = new JsonFields(body.Json, "a key");
        var name = fields.Name("name", MaxNameLength);
        var role = fields.Word("role", [.. Roles.Names]);
        var expires = fields.Time("expires_at");
        Require(fields, "name", name, "\"name\": \"ci\"");
        Require(fields, "role", role, "\"role\": \"writer\"; the roles are " + string.Join(", ", Roles.Names));
        if (expires <= now)
        {
            fields.Wrong("expires_at", "is over already; leave it out for a key without an end.");
        }

        fields.RefuseUnknown();
        return (name ?? "", role is null ? default : Roles.Parse(role), expires, fields.Problem());
    }

    private static void Require(JsonFields fields, string name, string? value, string example)
    {
        if (value is null && !fields.IsWrong(name))
        {
            fields.Wrong(name, $"is required, for example: {example}.");
        }
    }
}

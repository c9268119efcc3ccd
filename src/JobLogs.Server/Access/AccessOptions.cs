namespace JobLogs.Server.Access;

/// <summary>Who may talk to the server.</summary>
internal sealed class AccessOptions
{
    /// <summary><c>ALLOWED_HOSTS</c>: names the server answers to besides the loopback names; <c>*</c> means any. Default: none.</summary>
    public IReadOnlyList<string> AllowedHosts { get; set; } = [];

    /// <summary><c>CORS_ORIGINS</c>: origins such as <c>https://ops.example.com</c> whose pages may call. Default: none.</summary>
    public IReadOnlyList<string> CorsOrigins { get; set; } = [];
}

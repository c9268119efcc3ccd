using System.Net;
using JobLogs.Server.Settings;
using Microsoft.AspNetCore.HttpOverrides;

namespace JobLogs.Server.Access;

/// <summary>Who may talk to the server: known names, no foreign pages, forwarded headers only from trusted proxies.</summary>
internal static class AccessFeature
{
    /// <summary>Registers the checks.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        var origins = List(configuration["CORS_ORIGINS"]);
        var proxies = List(configuration["TRUSTED_PROXIES"]);
        foreach (var origin in origins)
        {
            CheckOrigin(origin);
        }

        services.Configure<AccessOptions>(options =>
        {
            options.AllowedHosts = List(configuration["ALLOWED_HOSTS"]);
            options.CorsOrigins = origins;
        });
        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins([.. origins])
            .AllowAnyHeader()
            .AllowAnyMethod()
            .WithExposedHeaders("Location", "Retry-After")));
        var trusted = proxies.Select(Network).ToArray();
        services.Configure<ForwardedHeadersOptions>(options => Trust(options, trusted));
        return services;
    }

    /// <summary>Puts the checks before everything else.</summary>
    public static void UseAccess(this IApplicationBuilder app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<HostCheck>();
        app.UseMiddleware<OriginCheck>();
        app.Use(static (context, next) =>
        {
            // An address may hold a ticket, so no page is told it; nothing is taken for another type than it says.
            context.Response.Headers["Referrer-Policy"] = "no-referrer";
            context.Response.Headers.XContentTypeOptions = "nosniff";
            return next(context);
        });
        app.UseCors();
    }

    private static void Trust(ForwardedHeadersOptions options, System.Net.IPNetwork[] proxies)
    {
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        options.ForwardedHeaders = proxies.Length == 0
            ? ForwardedHeaders.None
            : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        foreach (var proxy in proxies)
        {
            options.KnownIPNetworks.Add(proxy);
        }
    }

    private static System.Net.IPNetwork Network(string proxy)
    {
        if (System.Net.IPNetwork.TryParse(proxy, out var network))
        {
            return network;
        }

        return IPAddress.TryParse(proxy, out var address)
            ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw new SettingException("TRUSTED_PROXIES", $"'{proxy}' is neither an address such as 10.0.0.2 nor a network such as 10.0.0.0/8.");
    }

    private static void CheckOrigin(string origin)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https")
            || uri.GetLeftPart(UriPartial.Authority) != origin)
        {
            throw new SettingException("CORS_ORIGINS", $"'{origin}' is no origin such as https://ops.example.com (scheme, host, port, and nothing after it).");
        }
    }

    private static string[] List(string? text) =>
        (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

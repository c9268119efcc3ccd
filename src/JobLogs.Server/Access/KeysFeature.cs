using JobLogs.Protocol.Access;
using JobLogs.Server.Access.Audit;
using JobLogs.Server.Access.Callers;
using JobLogs.Server.Access.Grants;
using JobLogs.Server.Access.Keys;
using JobLogs.Server.Http;
using JobLogs.Storage.Model;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Access;

/// <summary>Keys, roles, sessions, tickets and the audit log.</summary>
internal static class KeysFeature
{
    /// <summary>Registers them. Needs the store and the queue.</summary>
    /// <param name="required">Whether the server asks for keys even when there is none.</param>
    public static IServiceCollection AddKeys(this IServiceCollection services, IConfiguration configuration, bool required)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, AccessJsonContext.Default));
        services.AddOptions<KeyOptions>()
            .Bind(configuration.GetSection(KeyOptions.Section))
            .Configure(options => options.Required = required)
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<KeyOptions>, KeyOptionsValidator>();
        services.AddSingleton<KeyRing>();
        services.AddSingleton<OpenGrants>();
        services.AddSingleton<SessionCookie>();
        services.AddSingleton<FailureLimit>();
        services.AddSingleton<CallerFinder>();
        services.AddHostedService<KeyUpkeep>();
        return services;
    }

    /// <summary>Puts the check of roles before every endpoint, and the audit log behind it.</summary>
    public static void UseKeys(this IApplicationBuilder app)
    {
        app.UseMiddleware<RoleCheck>();
        app.UseMiddleware<AuditTrail>();
    }

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapKeys(this IEndpointRouteBuilder routes)
    {
        var access = routes.MapGroup("/api").WithTags("Access");
        MapKeys(access.MapGroup("keys").Needs(Role.Admin));
        MapGrants(access);
        access.MapGet("audit", AuditEndpoints.List).Needs(Role.Admin).WithParameters(AuditEndpoints.Parameters)
            .WithName("ListAudit").WithSummary("Who changed what, newest first")
            .Produces<AuditList>().Refuses(400);
        return routes;
    }

    private static void MapKeys(RouteGroupBuilder keys)
    {
        keys.MapGet("", KeyEndpoints.List).WithParameters(Paging.Parameters)
            .WithName("ListKeys").WithSummary("Keys, newest first, revoked ones too; never their texts")
            .Produces<KeyList>().Refuses(400);
        keys.MapPost("", KeyEndpoints.Create).WithoutParameters()
            .WithName("CreateKey").WithSummary("Make a key. Its text is told in this answer and never again; the server's first must be an admin's")
            .Produces<NewKeyDocument>(StatusCodes.Status201Created).Refuses(400, 409, 413, 415);
        keys.MapGet("{key_id}", KeyEndpoints.Get).WithoutParameters()
            .WithName("GetKey").WithSummary("One key")
            .Produces<KeyDocument>().Refuses(404);
        keys.MapDelete("{key_id}", KeyEndpoints.Revoke).WithoutParameters()
            .WithName("RevokeKey").WithSummary("Revoke a key: it ends at once, with its sessions, tickets and streams")
            .Produces(StatusCodes.Status204NoContent).Refuses(404, 409);
    }

    private static void MapGrants(RouteGroupBuilder access)
    {
        access.MapGet("session", SessionEndpoints.Get).OpenToAll().WithoutParameters()
            .WithName("GetSession").WithSummary("Who asks, and whether the server wants to know")
            .Produces<SessionDocument>();
        access.MapPost("session", SessionEndpoints.SignIn).OpenToAll().WithoutParameters()
            .WithName("SignIn").WithSummary("Sign in with a key: the session is in an HttpOnly cookie")
            .Produces<SessionDocument>().Refuses(400, 401, 409, 415, 429);
        access.MapDelete("session", SessionEndpoints.SignOut).OpenToAll().WithoutParameters()
            .WithName("SignOut").WithSummary("Sign out: the session ends, with its streams")
            .Produces(StatusCodes.Status204NoContent);
        access.MapPost("tickets", TicketEndpoints.Create).Needs(Role.Viewer).WithoutParameters()
            .WithName("CreateTicket").WithSummary("A ticket that opens one stream as ?ticket=, soon, and then stays good for that stream's reconnects")
            .Produces<TicketDocument>(StatusCodes.Status201Created).Refuses(409);
    }
}

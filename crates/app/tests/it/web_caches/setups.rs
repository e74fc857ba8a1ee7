//! How companies set caches up: by the book, and carelessly.

use std::net::SocketAddr;
use std::path::Path;

/// A cache, and how it was set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setup {
    /// nginx that keeps what the answer lets it keep.
    Nginx,
    /// nginx that keeps whatever has the name of a file, for an hour, unless the answer forbids it.
    NginxByExtension,
    /// nginx that keeps everything and was told not to listen to the answer.
    NginxDeaf,
    /// nginx that asks about what is a second old, whatever the answer says.
    NginxBrief,
    /// Varnish as it comes.
    Varnish,
    /// Varnish that keeps `no-cache` and asks again each time, as RFC 9111 has it. It forgets what
    /// has no time at all, so that has the shortest.
    VarnishAsking,
    /// Varnish that takes whatever has the name of a file for one, query included, for everybody's.
    VarnishByExtension,
    /// Varnish that keeps everything and was told not to listen to the answer.
    VarnishDeaf,
}

impl Setup {
    /// All that listen to `Cache-Control`.
    pub const LISTENING: &[Self] =
        &[Self::Nginx, Self::NginxByExtension, Self::Varnish, Self::VarnishAsking, Self::VarnishByExtension];
    /// Those that do not.
    pub const DEAF: &[Self] = &[Self::NginxDeaf, Self::VarnishDeaf];
    /// As one finds them.
    pub const HONEST: &[Self] = &[Self::Nginx, Self::Varnish];

    /// Whether it is nginx; else it is Varnish.
    pub const fn is_nginx(self) -> bool {
        matches!(self, Self::Nginx | Self::NginxByExtension | Self::NginxDeaf | Self::NginxBrief)
    }

    /// Its configuration; its answers carry `x-cache`, and `x-cached-by` to know it by.
    pub fn text(self, port: u16, origin: SocketAddr, folder: &Path, name: &str) -> String {
        if self.is_nginx() {
            nginx(self.nginx_locations(), port, origin, folder, name)
        } else {
            varnish(self.vcl(), origin, name)
        }
    }

    const fn nginx_locations(self) -> &'static str {
        match self {
            Self::NginxByExtension => {
                r"location / { proxy_pass http://origin; }
                  location ~* \.(css|js|png|svg|ico)$ {
                      proxy_pass http://origin; proxy_cache kept; proxy_cache_valid any 1h;
                  }"
            }
            Self::NginxDeaf => {
                "location / {
                     proxy_pass http://origin; proxy_cache kept; proxy_cache_valid any 10m;
                     proxy_ignore_headers Cache-Control Expires Set-Cookie;
                 }"
            }
            Self::NginxBrief => {
                "location / {
                     proxy_pass http://origin; proxy_cache kept; proxy_cache_valid 200 1s;
                     proxy_cache_revalidate on; proxy_ignore_headers Cache-Control;
                 }"
            }
            _ => "location / { proxy_pass http://origin; proxy_cache kept; }",
        }
    }

    const fn vcl(self) -> &'static str {
        match self {
            Self::VarnishAsking => {
                r#"sub vcl_backend_response {
                       if (beresp.http.cache-control == "public, no-cache") {
                           set beresp.ttl = 0.001s / 100; set beresp.grace = 0s; set beresp.keep = 1h;
                           return (deliver);
                       }
                   }"#
            }
            Self::VarnishByExtension => {
                r#"sub vcl_recv {
                       if (req.url ~ "(?i)\.(css|js|png|svg|ico)(\?.*)?$") { unset req.http.cookie; return (hash); }
                   }
                   sub vcl_backend_response {
                       if (bereq.url ~ "(?i)\.(css|js|png|svg|ico)(\?.*)?$") {
                           unset beresp.http.set-cookie; set beresp.ttl = 1h;
                       }
                   }"#
            }
            Self::VarnishDeaf => {
                r#"sub vcl_recv { if (req.method == "GET" || req.method == "HEAD") { return (hash); } }
                   sub vcl_backend_response {
                       if (bereq.method == "GET") {
                           unset beresp.http.set-cookie; set beresp.ttl = 10m; return (deliver);
                       }
                   }"#
            }
            _ => "",
        }
    }
}

/// One process: the worker of a killed master would go on serving.
fn nginx(locations: &str, port: u16, origin: SocketAddr, folder: &Path, name: &str) -> String {
    let folder = folder.display();
    format!(
        r#"daemon off; master_process off; pid {folder}/pid; error_log {folder}/log;
           events {{ worker_connections 256; }}
           http {{
               access_log off;
               client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
               uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
               proxy_cache_path {folder}/cache keys_zone=kept:1m;
               proxy_cache_key "$scheme$proxy_host$request_uri";
               upstream origin {{ server {origin}; keepalive 8; }}
               proxy_http_version 1.1;
               proxy_set_header connection "";
               server {{
                   listen 127.0.0.1:{port};
                   add_header x-cache $upstream_cache_status always;
                   add_header x-cached-by {name} always;
                   {locations}
               }}
           }}"#
    )
}

fn varnish(own: &str, origin: SocketAddr, name: &str) -> String {
    let (host, port) = (origin.ip(), origin.port());
    format!(
        r#"vcl 4.1;
           backend origin {{ .host = "{host}"; .port = "{port}"; }}
           sub vcl_backend_response {{ set beresp.http.x-not-modified = beresp.was_304; }}
           {own}
           sub vcl_deliver {{
               if (obj.hits > 0) {{ set resp.http.x-cache = "HIT"; }} else {{ set resp.http.x-cache = "MISS"; }}
               set resp.http.x-cached-by = "{name}";
           }}"#
    )
}

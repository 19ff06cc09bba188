/// The description of the HTTP routes, which the server itself serves at `/cmsio/v1/openapi.json`.
///
/// Source: OpenAPI 3.1.
package enum OpenAPIDocument {
    package static let json = #"""
        {
          "openapi": "3.1.0",
          "info": {
            "title": "cmsio",
            "version": "1",
            "description": "The two verbs of cmsio over HTTP, for curl and CI, and the webhooks of Strapi.",
            "license": {"name": "MIT", "identifier": "MIT"}
          },
          "paths": {
            "/cmsio/v1/emit": {
              "post": {
                "operationId": "emit",
                "summary": "Send a content event: checked, sanitized and shaped for each role and token.",
                "security": [{"operatorKey": []}],
                "requestBody": {
                  "required": true,
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Emit"}}}
                },
                "responses": {
                  "200": {
                    "description": "Accepted: the receipt. With dryRun the preview, and nothing was sent.",
                    "content": {
                      "application/json": {
                        "schema": {
                          "oneOf": [
                            {"$ref": "#/components/schemas/Receipt"}, {"$ref": "#/components/schemas/Preview"}
                          ]
                        }
                      }
                    }
                  },
                  "400": {"$ref": "#/components/responses/Refused"},
                  "401": {"$ref": "#/components/responses/Refused"},
                  "413": {"description": "The body is larger than --max-payload."},
                  "503": {"$ref": "#/components/responses/Refused"}
                }
              }
            },
            "/cmsio/v1/raw": {
              "post": {
                "operationId": "raw",
                "summary": "Send any event to everyone or to the rooms given, untouched.",
                "security": [{"operatorKey": []}],
                "requestBody": {
                  "required": true,
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Raw"}}}
                },
                "responses": {
                  "200": {
                    "description": "Accepted: the receipt.",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Receipt"}}}
                  },
                  "400": {"$ref": "#/components/responses/Refused"},
                  "401": {"$ref": "#/components/responses/Refused"},
                  "413": {"description": "The body is larger than --max-payload."},
                  "503": {"$ref": "#/components/responses/Refused"}
                }
              }
            },
            "/hooks/strapi": {
              "post": {
                "operationId": "strapiWebhook",
                "summary": "Take a webhook of Strapi 4 or 5. Not there (404) unless the server has a webhook secret.",
                "security": [{"webhookSecret": []}],
                "requestBody": {
                  "required": true,
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/StrapiWebhook"}}}
                },
                "responses": {
                  "200": {
                    "description": "Accepted: what it means will be sent.",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/WebhookAnswer"}}}
                  },
                  "202": {
                    "description": "Ignored, and why.",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/WebhookAnswer"}}}
                  },
                  "400": {"$ref": "#/components/responses/Refused"},
                  "401": {"$ref": "#/components/responses/Refused"},
                  "404": {"$ref": "#/components/responses/Refused"},
                  "413": {"description": "The body is larger than --max-payload."},
                  "503": {"$ref": "#/components/responses/Refused"}
                }
              }
            },
            "/readyz": {
              "get": {
                "operationId": "readiness",
                "summary": "Whether events can be sent: ready, degraded (the rights known last serve), or unavailable.",
                "responses": {
                  "200": {"$ref": "#/components/responses/Readiness"},
                  "503": {"$ref": "#/components/responses/Readiness"}
                }
              }
            },
            "/cmsio/v1/openapi.json": {
              "get": {
                "operationId": "openapi",
                "summary": "This document.",
                "security": [],
                "responses": {
                  "200": {
                    "description": "This document.",
                    "content": {"application/json": {"schema": {"type": "object"}}}
                  }
                }
              }
            }
          },
          "components": {
            "securitySchemes": {
              "operatorKey": {"type": "http", "scheme": "bearer", "description": "The line in .cmsio/operator.key."},
              "webhookSecret": {"type": "http", "scheme": "bearer", "description": "The line in --webhook-secret-file."}
            },
            "responses": {
              "Refused": {
                "description": "Nothing was sent, and why.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Failure"}}}
              },
              "Readiness": {
                "description": "The state.",
                "content": {"application/json": {"schema": {
                  "type": "object",
                  "required": ["status"],
                  "properties": {"status": {"enum": ["ready", "degraded", "unavailable"]}}
                }}}
              }
            },
            "schemas": {
              "Emit": {
                "type": "object",
                "additionalProperties": false,
                "required": ["type", "action", "data"],
                "properties": {
                  "type": {
                    "type": "string",
                    "description": "The singular name or the uid.",
                    "examples": ["article", "api::article.article"]
                  },
                  "action": {"type": "string", "examples": ["update"]},
                  "data": {
                    "type": ["object", "array"],
                    "description": "The entry, or an array of entries; never an API response."
                  },
                  "idempotencyKey": {"type": "string", "description": "The same key within 24 h answers the first receipt."},
                  "dryRun": {"type": "boolean", "description": "Whether to answer with a preview, and send nothing."}
                }
              },
              "Raw": {
                "type": "object",
                "additionalProperties": false,
                "required": ["event"],
                "properties": {
                  "event": {"type": "string", "examples": ["maintenance"]},
                  "data": {"description": "Any JSON; null when absent."},
                  "rooms": {
                    "type": "array",
                    "items": {"type": "string"},
                    "description": "Room names, role:<type> or token:<name>; everyone when absent or empty."
                  },
                  "except": {"type": "array", "items": {"type": "string"}}
                }
              },
              "Receipt": {
                "type": "object",
                "required": ["id", "offset", "event", "repeated", "sockets", "audiences"],
                "properties": {
                  "id": {"type": "string", "description": "Unique; sorts as the events were accepted."},
                  "offset": {"type": "integer"},
                  "event": {"type": "string", "examples": ["article:update"]},
                  "repeated": {"type": "boolean", "description": "Answers an earlier request; nothing was sent again."},
                  "sockets": {"type": "integer", "description": "Sockets reached, each once."},
                  "audiences": {"type": "array", "items": {"$ref": "#/components/schemas/AudienceReceipt"}}
                }
              },
              "AudienceReceipt": {
                "type": "object",
                "required": ["audience", "sockets", "dropped"],
                "properties": {
                  "audience": {"type": "string", "examples": ["role:public"]},
                  "sockets": {"type": "integer"},
                  "error": {"type": "string", "description": "Why this audience got nothing."},
                  "dropped": {"type": "array", "items": {"$ref": "#/components/schemas/Dropped"}}
                }
              },
              "Dropped": {
                "type": "object",
                "required": ["path", "rule", "reason"],
                "properties": {
                  "path": {"type": "string", "examples": ["comments[].ip"]},
                  "rule": {"type": "string", "examples": ["private"]},
                  "reason": {"type": "string"}
                }
              },
              "Preview": {
                "type": "object",
                "required": ["event", "fromSchema", "sockets", "audiences", "views"],
                "properties": {
                  "event": {"type": "string", "examples": ["article:update"]},
                  "fromSchema": {"const": false},
                  "sockets": {"type": "integer", "description": "Sockets that would be reached, each once."},
                  "audiences": {"type": "array", "items": {"$ref": "#/components/schemas/AudiencePreview"}},
                  "views": {"type": "array", "items": {"$ref": "#/components/schemas/View"}}
                }
              },
              "AudiencePreview": {
                "type": "object",
                "required": ["audience", "receives", "reason", "sockets"],
                "properties": {
                  "audience": {"type": "string", "examples": ["role:public"]},
                  "receives": {"type": "boolean", "description": "Whether it has the right to the event."},
                  "reason": {"type": "string"},
                  "sockets": {"type": "integer"},
                  "error": {"type": "string", "description": "Why it would get nothing though it has the right."},
                  "view": {"type": "integer", "description": "The number of its view among the views, from 0."}
                }
              },
              "View": {
                "type": "object",
                "required": ["audiences", "view", "dropped"],
                "properties": {
                  "audiences": {"type": "array", "items": {"type": "string"}},
                  "view": {"type": "object", "description": "What they would get, byte for byte: {data, meta}."},
                  "dropped": {"type": "array", "items": {"$ref": "#/components/schemas/Dropped"}}
                }
              },
              "StrapiWebhook": {
                "type": "object",
                "required": ["event"],
                "properties": {
                  "event": {"type": "string", "examples": ["entry.publish"]},
                  "createdAt": {"type": "string", "format": "date-time", "description": "When it was sent."},
                  "model": {"type": "string", "examples": ["article"]},
                  "uid": {"type": "string", "examples": ["api::article.article"]},
                  "entry": {"type": "object"},
                  "media": {"type": "object"}
                }
              },
              "WebhookAnswer": {
                "type": "object",
                "required": ["accepted"],
                "properties": {
                  "accepted": {"type": "boolean"},
                  "reason": {"type": "string", "description": "Why it was ignored."}
                }
              },
              "Failure": {
                "type": "object",
                "required": ["error"],
                "properties": {
                  "error": {
                    "type": "object",
                    "required": ["code", "message"],
                    "properties": {
                      "code": {"type": "integer", "description": "The exit code that the command line gives."},
                      "message": {"type": "string"}
                    }
                  }
                }
              }
            }
          }
        }
        """#
}

"""The desktop program: Qt widgets over the services; the only room that knows Qt."""
